use strict;
$this is no program;
