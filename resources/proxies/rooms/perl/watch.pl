# Looks whether files that have been loaded have changed.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use File::Spec;
use Time::HiRes ();

use constant {
    # A look may cost this part of the time, however many files there are.
    WATCH_SHARE => 1 / 200,
};

# Compares the loaded files with how they were when they had just been loaded.
package ControlFreak::ShareMemProxy::Watch {
    use List::Util qw(max sum);

    sub new {
        my ($class, $period) = @_;
        my @files = $period ? grep { defined && !ref && -f } values %INC : ();
        my %files = map { $_ => fingerprint($_) } map { File::Spec->rel2abs($_) } @files;
        return bless { period => $period, files => \%files, changed => [], due => ControlFreak::ShareMemProxy::now() + $period }, $class;
    }

    # Seconds until the next look; undef where there is none.
    sub timeout {
        my $self = shift;
        return $self->{period} ? max(0, $self->{due} - ControlFreak::ShareMemProxy::now()) : undef;
    }

    # True when the answer is another one than before.
    sub look {
        my $self = shift;
        return 0 if !$self->{period} || ControlFreak::ShareMemProxy::now() < $self->{due};
        my $begin = spent();
        my $files = $self->{files};
        my @changed = grep { fingerprint($_) ne $files->{$_} } sort keys %$files;
        my $before = join "\0", @{ $self->{changed} };
        $self->{changed} = \@changed;
        $self->{due} = ControlFreak::ShareMemProxy::now() + max($self->{period}, (spent() - $begin) / ControlFreak::ShareMemProxy::WATCH_SHARE);
        return $before ne join "\0", @changed;
    }

    # The seconds of CPU that this process has taken.
    sub spent { return sum((times)[ 0, 1 ]) }

    # Empty for a file that is not there.
    sub fingerprint { return join ' ', (Time::HiRes::stat($_[0]))[ 7, 9 ] }
}

1;
