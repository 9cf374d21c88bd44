#!/bin/sh
# Says the time: a service that needs no proxy.
while :; do
    date "+${FORMAT:-%c}"
    sleep 1
done
