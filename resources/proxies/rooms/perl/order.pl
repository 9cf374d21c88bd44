# A start command, checked.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use File::Spec;

our %P;

*is_text  = \&ControlFreak::ShareMemProxy::Rights::is_text;
*is_whole = \&ControlFreak::ShareMemProxy::Rights::is_whole;

# What is wrong with a start command, in a sentence for people.
sub problem_of {
    my $command = shift;
    my ($cmd, $cwd, $sockets, $tied) = @$command{qw(cmd cwd sockets tie_stdin_to)};
    my $env   = $command->{env} // {};
    my @words = ref $cmd eq 'ARRAY' ? @$cmd : $cmd;
    return 'The command is neither a text nor a list of texts' if grep { !is_text($_) } @words;
    return 'The command is empty' if !@words || $words[0] !~ /\S/;
    return 'The working folder is no text' if defined $cwd && !is_text($cwd);
    return 'The environment is no object' if ref $env ne 'HASH';
    for my $name (sort keys %$env) {
        my $value = $env->{$name};
        return "A variable cannot be called \"$name\"" if !length $name || $name =~ /=/;
        return "The variable $name is no text" if defined $value && !is_text($value) && !is_whole($value, -1e18, 1e18);
    }
    return 'Neither a word, a folder nor a variable can hold a NUL' if grep { defined && /\0/ } @words, $cwd, %$env;
    return 'The sockets are no list of names'
        if defined $sockets && (ref $sockets ne 'ARRAY' || grep { !is_text($_) } @$sockets);
    return 'The standard input is tied to no name' if defined $tied && !is_text($tied);
    return ControlFreak::ShareMemProxy::Rights::problem($command);
}

sub order_of {
    my $command = shift;
    my $problem = problem_of($command);
    die Refusal(bytes_of($problem)) if defined $problem;
    my $env  = $command->{env} // {};
    my $cwd  = length($command->{cwd} // '') ? bytes_of($command->{cwd}) : undef;
    my $path = exists $env->{PATH} ? $env->{PATH} : $ENV{PATH};
    my %rights = map { $_ => $command->{$_} } qw(user group umask limits nice oomScoreAdj);
    $rights{$_} = bytes_of($rights{$_}) for grep { defined $rights{$_} } qw(user group);
    $rights{limits} = { map { bytes_of($_) => $rights{limits}{$_} } keys %{ $rights{limits} // {} } };
    return {
        name          => $command->{name},
        plan          => inside($cwd // '.', bytes_of($path // ''), plan_of($command->{cmd})),
        cwd           => $cwd,
        env           => $env,
        open_stdin    => ($command->{stdin} // '') eq 'open',
        rights        => \%rights,
        stdout        => $command->{ignore_stdout} ? File::Spec->devnull : $command->{stdout},
        stderr        => $command->{ignore_stderr} ? File::Spec->devnull : $command->{stderr},
        new_session   => !$command->{no_new_session},
        sockets       => $command->{sockets} // [],
        stdin_socket  => $command->{tie_stdin_to},
    };
}

# The descriptors that it is given, its standard input last.
sub sockets_of {
    my $order = shift;
    return map { $P{sockets}{$_} // die Failure(bytes_of("This proxy has no socket named $_: it was started before it")) }
        @{ $order->{sockets} }, $order->{stdin_socket} // ();
}

1;
