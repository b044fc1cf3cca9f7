# What the operator's commands of this folder share; each reads it. Settings: .env beside it.
set -euo pipefail
umask 077
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

say() { echo "$(basename "$0"): $*" >&2; }
fail() { say "$*"; exit 1; }

[ -f .env ] || fail "no .env here: copy .env.example and set what it asks for"
setting() { sed -n "s/^$1=//p" .env | tail -1 | sed 's/^"\(.*\)"$/\1/'; }

# Which machine this is: "app", "db" or "one"; bootstrap wrote it.
machine() { cat .machine 2>/dev/null || fail "run bootstrap first"; }

compose() {
  case $(machine) in
    app) docker compose -f compose.app.yml "$@" ;;
    db) docker compose -f compose.db.yml "$@" ;;
    one) docker compose -f compose.yml "$@" ;;
  esac
}

# Sets the image that runs from now on, in one rename.
use_image() {
  { grep -v '^BOOKSTORE_IMAGE=' .env; echo "BOOKSTORE_IMAGE=$1"; } > .env.next
  mv .env.next .env
}

# Starts processes of the release in .env and waits until each is ready, asked every second. What ends again and again isn't waited for.
renew() {
  local service deadline=$((SECONDS + ${WAIT_SECONDS:-180}))
  compose up --detach --no-deps "$@" || return 1
  for service in "$@"; do
    until ready "$service"; do
      [ "$SECONDS" -lt "$deadline" ] && [ "$(restarts "$service")" -lt 3 ] || return 1
      sleep 1
    done
  done
}
ready() { compose exec -T "$1" node deploy/image/healthy.ts > /dev/null 2>&1; }
restarts() { docker inspect --format '{{.RestartCount}}' "$(compose ps --all --quiet "$1")"; }

# NGINX keeps serving from old workers what they have begun.
reload_nginx() {
  compose exec -T nginx nginx -c /srv/edge/nginx.conf -t -q && compose kill --signal HUP nginx
}

# One web process after the other, so that the other one serves. Nobody notices.
renew_all() {
  compose run --rm -T release && reload_nginx && renew web-a && renew web-b worker
}
