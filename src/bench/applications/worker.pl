# Says that it is up, and does as much as it is let: a stage begins when its file appears in the folder of gates.
use strict;
use warnings;
use Cwd ();
use File::Basename ();

my $folder;
BEGIN { $folder = File::Basename::dirname(Cwd::abs_path(__FILE__)) }
require "$folder/catalogue.pl" unless defined &Catalogue::serve;

$| = 1;
print "done 0\n";
my $done = 0;
for my $stage (split ' ', $ENV{STAGES}) {
    select undef, undef, undef, 0.05 until -e "$ENV{GATES}/$stage";
    Catalogue::serve(++$done) while $done < $stage;
    print "done $stage\n";
}
sleep 60 while 1;
