# What the checks of this folder share: a folder for what they make, the processes that they start,
# and how they tell. To be sourced in the project's folder.

work=$(mktemp -d)
started=()
stop() {
  kill "$@" 2>/dev/null || true
  wait "$@" 2>/dev/null || true
}
trap '[ ${#started[@]} -eq 0 ] || stop "${started[@]}"; rm -rf "$work"' EXIT

trap 'echo "FAIL  at line $LINENO"' ERR

ok() { echo "ok    $*"; }
fail() {
  echo "FAIL  $*"
  exit 1
}
# waits until the command prints something, `patience` seconds at most, and prints that
await_output() {
  local what=$1 found
  shift
  for _ in $(seq $((2 * patience))); do
    if found=$("$@" 2>/dev/null) && [ -n "$found" ]; then
      echo "$found"
      return
    fi
    sleep 0.5
  done
  echo "FAIL  no $what within $patience s" >&2
  return 1
}
# installs Debian packages, as root
install_debian() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}
