#!/usr/bin/env bash
# Builds the images, runs them, kills parts of them, and says whether the books close.
#   deploy/try.sh [single] [cluster]      both forms unless one is named; needs docker and docker-compose
# Exit code 0 only if, in each form: all are healthy → 2,000 events a second flow → (cluster) one of three brokers is killed →
# an instance of the analytics service is killed by -9 and comes back → stop takes less than 60 s → verify finds that the
# books close, and the manifest is there. Ports, results and names are its own: what runs beside it is left alone.
#   JAVA=17                 version of the base images, where not the one that the Dockerfile names
#   CA=/path/to/ca.pem      a CA to trust while building
#   BUILD="--network=host"  further arguments of docker build
#   ROUNDS=20               how often a broker and an instance are killed, instead of once
set -euo pipefail
cd "$(dirname "$0")/.."

export DOCKER_BUILDKIT=1 TAG=try ANALYTICS_PORTS=${ANALYTICS_PORTS:-18082-18089} PRODUCER_PORT=${PRODUCER_PORT:-18081} \
  BROKER_PORT=${BROKER_PORT:-19092} PRODUCER_RATE=2000
project=pipeline-try-$$
work=$(mktemp -d)
export RESULTS=$work/results
compose=(docker-compose)
command -v docker-compose >/dev/null || compose=(docker compose)

say() { echo "$(date +%T) ${form:-build}: $*"; }
fail() {
  say "FAILED: $*"
  exit 1
}
compose() { "${compose[@]}" -p "$project" "${how[@]}" "$@"; }
clean_up() {
  local code=$?
  [ -z "${form:-}" ] || {
    [ "$code" = 0 ] || compose logs --tail 15 || true
    compose down --volumes --timeout 5 >/dev/null 2>&1 || true
  }
  rm -rf "$work"
}
trap clean_up EXIT

# What a condition has not become within so many seconds it will not become.
within() {
  local seconds=$1 what=$2 start=$SECONDS
  shift 2
  until "$@"; do
    [ $((SECONDS - start)) -lt "$seconds" ] || fail "not within $seconds s: $what"
    sleep 0.5
  done
  say "$what after $((SECONDS - start)) s"
}

build() {
  local arguments=(${BUILD:-}) service
  [ -z "${JAVA:-}" ] || arguments+=(--build-arg "JAVA=$JAVA")
  [ -z "${CA:-}" ] || arguments+=(--secret "id=ca,src=$CA")
  for service in producer-service analytics-service; do
    docker build "${arguments[@]}" -f deploy/Dockerfile --build-arg "SERVICE=$service" \
      -t "particle-pipeline/$service:$TAG" . >"$work/build.log" 2>&1 || { tail -n 40 "$work/build.log"; fail "docker build"; }
  done
  say "both images are built"
}

containers() { compose ps -q "$@"; }
healthy() {
  local container
  for container in $(containers producer) $(containers analytics); do
    [ "$(docker inspect -f '{{.State.Health.Status}}' "$container")" = healthy ] || return 1
  done
}
# The address of an instance of a service on this machine; empty while it has none.
address() { docker port "$1" "$2/tcp" 2>/dev/null | head -n 1; }
# What the newest commits name: the only count that no instance can lose.
committed() { curl -sf "http://$(address "$1" 8080)/actuator/pipeline" | sed -E 's/.*"received":([0-9]+),"accepted".*/\1/'; }
beyond() { local now; now=$(committed "$1") && [ -n "$now" ] && [ "$now" -gt "$2" ]; }

began() { docker inspect -f '{{.State.StartedAt}}' "$1"; }
restarted() { [ "$(began "$1")" != "$2" ]; }
# As the kernel does it when memory runs out: then the restart is the engine's. Without the right to, by the engine, which
# then takes it as meant.
kill_hard() {
  kill -9 "$(docker inspect -f '{{.State.Pid}}' "$1")" 2>/dev/null || { docker kill "$1" && docker start "$1"; } >/dev/null
  say "an instance of the analytics service is killed by -9"
}

try() {
  form=$1
  shift
  how=("$@")
  mkdir "$RESULTS"
  # Root may stay root in its files; a container's process is who owns the folder.
  if [ "$(id -u)" = 0 ]; then chown 1000:1000 "$RESULTS"; else OWNER=$(id -u):$(id -g) && export OWNER; fi
  local start=$SECONDS instances first dead=
  compose up -d --no-build --scale "analytics=$instances_wanted" >"$work/up.log" 2>&1 || { cat "$work/up.log"; fail "docker-compose up"; }
  instances=($(containers analytics))
  first=${instances[0]}
  within 180 "the first event is read" beyond "$first" 0
  within 180 "all are healthy" healthy
  local round before began victim
  for round in $(seq "${ROUNDS:-1}"); do
    if [ "$form" = cluster ]; then
      victim=$(containers "kafka-$((round % 3 + 1))")
      [ "$round" = 1 ] || docker start "$dead" >/dev/null
      docker kill "$victim" >/dev/null
      dead=$victim
      say "a broker is killed"
      within 180 "reading goes on" beyond "$first" "$(committed "$first")"
    fi
    began=$(began "$first")
    kill_hard "$first"
    within 180 "the killed instance is back" restarted "$first" "$began"
    # Its last commits may have come after the count: what stands when it answers again is what reading goes on from.
    within 180 "the killed instance answers" beyond "$first" -1
    before=$(committed "$first")
    within 180 "reading goes on" beyond "$first" "$before"
    within 180 "all are healthy" healthy
  done
  start=$SECONDS
  compose stop >/dev/null 2>&1
  [ $((SECONDS - start)) -lt 60 ] || fail "stop took $((SECONDS - start)) s, expected less than 60"
  say "stopped after $((SECONDS - start)) s"
  [ -f "$RESULTS/manifest.json" ] || fail "there is no manifest.json in the results"
  docker run --rm --network none -v "$RESULTS:/pipeline/results:ro" "particle-pipeline/analytics-service:$TAG" verify results ||
    fail "the books do not close"
  compose down --volumes >/dev/null 2>&1
  rm -rf "$RESULTS"
  form=
}

forms=("$@")
[ $# -gt 0 ] || forms=(single cluster)
build
for each in "${forms[@]}"; do
  case $each in
    single) instances_wanted=1 try single ;;
    cluster) instances_wanted=2 try cluster --env-file deploy/cluster.env --profile cluster ;;
    *)
      echo "usage: deploy/try.sh [single] [cluster]"
      exit 2
      ;;
  esac
done
echo "Containers: ${forms[*]} run, end, and their books close."
