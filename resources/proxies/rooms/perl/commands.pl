# What the panel asks for.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use JSON::PP ();
use POSIX ();

our (%P, $JSON);

my %VERBS = (
    start  => \&start_command,
    stop   => sub {
        my $child = child_of($_[0]);
        signal_child($child, signal_number($_[0]{signal} // 'TERM'), ($_[0]{to} // '') eq 'main');
        # One that is paused acts on no other signal.
        signal_child($child, POSIX::SIGCONT);
        return;
    },
    signal => sub { signal_child(child_of($_[0]), signal_number($_[0]{signal}), ($_[0]{to} // '') eq 'main'); return },
    input    => \&input_command,
    refork   => \&refork_command,
    shutdown => sub { $P{stop_asked} = 1; return },
);
use constant NAME_RULE => 'A name has up to 200 letters, digits, _ . - and is not "-"';

sub obey {
    my $line = shift;
    my $command = eval { $JSON->decode($line) };
    if (ref $command ne 'HASH' || !is_text($command->{command})) {
        complain('Ignored, no command: ' . substr $line, 0, 200);
        return;
    }
    my $verb = $VERBS{ $command->{command} };
    if (!$verb) {
        complain('Ignored, unknown command: ' . bytes_of($command->{command}));
        return;
    }
    my @born = eval { $verb->($command) };
    complain("Ignored, $command->{command}: " . bytes_of(reason_of($@))) if $@;
    return @born;
}

sub start_command {
    my $command = shift;
    my $name = $command->{name};
    die Refusal(NAME_RULE) if !is_text($name);
    my @born = eval {
        die Refusal(NAME_RULE) if $name !~ /\A(?!-\z)[\w.-]{1,200}\z/a;
        die Failure("$name runs already, pid $P{by_name}{$name}{pid}") if $P{by_name}{$name};
        start($command);
    };
    say_failed($name, reason_of($@), is_final($@)) if $@;
    return @born;
}

sub input_command {
    my $command = shift;
    my $child = child_of($command);
    my $stdin = $child->{stdin};
    my $text  = $command->{text} // '';
    die Failure('What is to be read is no text') if !is_text($text);
    die Failure("$child->{name} has no open standard input") if !$stdin || $stdin->{ending};
    die Failure("$child->{name} does not read its standard input") if $stdin->full;
    $stdin->write(bytes_of($text));
    $stdin->end if $command->{end};
    return;
}

sub say_failed {
    my ($name, $reason, $final) = @_;
    say_status(failed => name => $name, reason => decoded($reason), $final ? (final => JSON::PP::true()) : ());
    return;
}

1;
