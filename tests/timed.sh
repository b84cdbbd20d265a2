#!/bin/sh
# Run one part of the checks and note in build/times how long it took: sh tests/timed.sh NAME COMMAND...
name=$1
shift
mkdir -p build
start=$(date +%s)
if "$@"; then status=0 word=passed; else status=$? word=FAILED; fi
printf '%-10s %5d s  %s\n' "$name" $(($(date +%s) - start)) "$word" | tee -a build/times
exit $status
