# An application that has read the first line of some files when it is loaded, and of what stands below itself.
package halfread;
use strict;
use warnings;

our %FILES;

sub open_half {
    my ($name, $mode, $file) = @_;
    open $FILES{$name}, $mode, "$ENV{HALF_READ}/$file" or die $!;
    readline $FILES{$name};
}

open_half(long => '<', 'long.txt');
open_half(short => '<', 'short.txt');
open_half(written => '+<', 'long.txt');
open_half(deleted => '<', 'deleted.txt');
open_half(decoded => '<:encoding(UTF-8)', 'long.txt');
open_half(crlf => '<:crlf', 'long.txt');
readline *DATA;
$FILES{data} = *DATA;
unlink "$ENV{HALF_READ}/deleted.txt";

1;
__DATA__
1
2
3
