# How a command is to be run: inside this interpreter or as a program of its own.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Cwd ();
use Text::ParseWords ();

my $QUOTED = qr/'[^']*'|"[^"\$`\\]*(?:\\.[^"\$`\\]*)*"|\\./s;
my $NEEDS_SHELL = qr/[|&;<>()\$`*?\[\]{}~#\n]/;

# How a command is to be run: by this interpreter ("file", "call", "coderef") or as a program ("exec").
sub plan_of {
    my $cmd = shift;
    return plan_of_words(map { bytes_of($_) } @$cmd) if ref $cmd;
    $cmd = bytes_of($cmd);
    (my $bare = $cmd) =~ s/$QUOTED//g;
    if ($bare !~ $NEEDS_SHELL) {
        my @words = Text::ParseWords::shellwords($cmd);
        die Refusal("A quotation mark is missing: $cmd") unless @words;
        shift @words if $words[0] eq 'exec' && @words > 1;
        return plan_of_words(@words) if $words[0] !~ /=/;
    }
    return { kind => 'exec', words => [ '/bin/sh', '-c', $cmd ] };
}

sub plan_of_words {
    my @words = @_;
    return { kind => 'file', words => [ @words[ 1 .. $#words ] ] }
        if @words > 1 && $words[0] =~ m{\A(?:perl|\Q$^X\E)\z} && $words[1] !~ /\A-/;
    return { kind => 'coderef', words => \@words } if $words[0] =~ /\Acoderef:/;
    return { kind => 'file', words => \@words } if $words[0] =~ /\.pl\z/;
    return { kind => 'call', words => \@words } if $words[0] =~ /\A[^\W\d]\w*(?:::\w+)+\z/;
    return { kind => 'exec', words => \@words };
}

# The plan for a program whose first line names this interpreter, as those of distributions do.
sub inside {
    my ($folder, $path, $plan) = @_;
    my ($program, @words) = @{ $plan->{words} };
    return $plan if $plan->{kind} ne 'exec';
    my $script = found($program, $folder, $path) // return $plan;
    open my $file, '<', $script or return $plan;
    my $line = <$file> // '';
    close $file;
    my ($interpreter, $options) = $line =~ m{\A#!\s*(\S+)\s*(.*?)\s*\z} or return $plan;
    if ($interpreter =~ m{(?:\A|/)env\z}) {
        ($interpreter, $options) = $options =~ /\A(?:-S\s+)?(\S+)\s*(.*)\z/ or return $plan;
        $interpreter = found($interpreter, $folder, $path) // return $plan;
    }
    # Other options than this one change what an interpreter is.
    return $plan if !is_this_interpreter($interpreter) || $options !~ /\A(?:-w)?\z/;
    return { kind => 'file', words => [ $script, @words ], warns => $options eq '-w' };
}

# The file of a program; undef where there is none.
sub found {
    my ($program, $folder, $path) = @_;
    my @places = $program =~ m{/} ? ('') : map { length() ? "$_/" : './' } split /:/, $path, -1;
    my ($file) = grep { -f && -x } map { m{\A/} ? $_ : "$folder/$_" } map {"$_$program"} @places;
    return $file;
}

sub is_this_interpreter {
    my $program = shift;
    my ($one, $other) = map { Cwd::realpath($_) } $program, $^X;
    return defined $one && defined $other && $one eq $other;
}

1;
