#!/bin/sh
# cluster-machine.sh FOLDER RUN GROUP : one node of Kubernetes, run by own-machine.ts within namespaces of its own. Images are kept in FOLDER, all else is
# in RUN. Exits 75 where another one uses the folder.
set -eu
folder=$1 run=$2 group=$3
mkdir -p "$folder"
exec 9> "$folder/lock"
flock --nonblock 9 || exit 75

# What kubelet, CNI and containerd keep at fixed places is this machine's; and pods see what kubelet mounts for them.
mount --make-rshared /
for place in /run /var/log /var/lib; do mount -t tmpfs tmpfs $place; done

# The node's address, and a way for Services' addresses that leads nowhere unless kube-proxy turns it.
ip link set lo up
ip link add node0 type veth peer name node1
ip address add 10.96.255.1/24 dev node0
ip link set node0 up
ip link set node1 up
ip route add default dev node0
# Where a cloud tells its machines who they are: asked for that, kubelet would wait fifteen seconds for nobody.
ip route add unreachable 169.254.0.0/16
echo 1 > /proc/sys/net/ipv4/ip_forward

# The group of the pods, in each hierarchy; a group of CPU sets begins empty.
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ -e "$hierarchy/cgroup.procs" ] || continue
  mkdir -p "$hierarchy/$group"
  for file in cpuset.cpus cpuset.mems; do
    [ ! -e "$hierarchy/$file" ] || cat "$hierarchy/$file" > "$hierarchy/$group/$file"
  done
done

trap 'exit 0' TERM
# This shell is the first process of the machine: it takes leave of all that end, and all end with it.
"$NODE" "$(dirname "$0")/cluster/node.ts" "$folder" "$run" "$group" 9>&- &
wait $!
