#!/bin/sh
# Says the time, as long as somebody listens: a service that needs no proxy.
while date "+${FORMAT:-%c}"; do
    sleep 1
done
