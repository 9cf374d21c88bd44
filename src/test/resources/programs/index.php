<?php // A page that takes its time.
if ($_SERVER["REQUEST_URI"] === "/slow") {
    touch("begun");
    sleep(3);
}
echo "whole";
