#!/bin/sh
# docker-machine.sh FOLDER RUN GROUP : a Docker daemon with its data in FOLDER, run by own-machine.ts within namespaces of its own. Its links,
# rules, mounts and processes are nobody else's, and end with it. Exits 75 where another one uses the folder.
set -eu
folder=$1 run=$2 group=$3
mkdir -p "$folder" /etc/docker
# Held as long as the daemon lives, however it ends.
exec 9> "$folder/lock"
flock --nonblock 9 || exit 75

# What a daemon of the machine itself keeps in the same places stays untouched.
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/docker
ip link set lo up
echo '{}' > /run/daemon.json
exec dockerd --config-file /run/daemon.json --host "unix://$run/docker.sock" --data-root "$folder/data" --exec-root /run/docker \
  --pidfile /run/docker.pid --storage-driver overlay2 --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$group"
