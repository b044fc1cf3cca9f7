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

# Starts one process of the release in .env and waits for its health.
renew() {
  compose up --detach --no-deps --wait --wait-timeout "${WAIT_SECONDS:-180}" "$1"
}

# NGINX keeps serving from old workers what they have begun.
reload_nginx() {
  compose exec -T nginx nginx -c /srv/edge/nginx.conf -t -q && compose kill --signal HUP nginx
}

# One after another, so that the other one serves. Nobody notices.
renew_all() {
  compose run --rm -T release && reload_nginx && renew web-a && renew web-b && renew worker
}
