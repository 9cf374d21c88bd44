# The proxy's life, from its command line to its end.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Cwd ();
use File::Basename ();
use File::Spec;
use JSON::PP ();

BEGIN {
    my $folder = File::Basename::dirname(__FILE__);
    require "$folder/$_.pl" for qw(
        failures system rights descriptors inheritance options interpreter loading watch pipes relay plan
        order newborn channel template promotion child commands births refork proxy
    );
}

our (%P, $SYSCALL);

use constant {
    LOG_LIMIT    => 1 << 20,
    STATUS_LIMIT => 1 << 20,
};

sub main {
    my $options = parse(my @arguments = @_);
    change_interpreter($options->{interpreter}, @arguments);
    ensure_environment(@arguments);
    $P{added_variables} = [ split /,/, delete $ENV{ +ADDED_VARIABLES } // '' ];
    occupy_standard_descriptors();
    my ($commands, $statuses, $log) = pipes_of($options->{stdio});
    $P{sockets} = inherited_sockets();
    # A copied huge page is 2 MB for one written byte.
    system_call(prctl => PR_SET_THP_DISABLE, 1, 0, 0, 0);
    unshift @INC, grep { -d } map { File::Spec->catdir(Cwd::getcwd(), @$_) } [], ['lib'];
    keep_private('<', $commands);
    $P{command_fd} = $commands;
    $P{statuses} = ControlFreak::ShareMemProxy::PipeWriter->new($statuses, STATUS_LIMIT);
    $P{log} = ControlFreak::ShareMemProxy::PipeWriter->new($log, LOG_LIMIT);
    ControlFreak::ShareMemProxy::Inheritance::before_load();
    my $preload_ms = load_application($options);
    ControlFreak::ShareMemProxy::Inheritance::take_stock($options->{'keep-exit-handlers'});
    my %changed = ControlFreak::ShareMemProxy::Inheritance::changed_variables(@{ $P{added_variables} });
    $P{watch} = ControlFreak::ShareMemProxy::Watch->new($options->{'watch-secs'});
    @P{qw(before_fork after_fork refork_seconds)} = @$options{qw(before-fork after-fork refork-secs)};
    guard_the_end();
    watch_signals();
    say_status(
        ready        => pid => 0 + $$,
        protocol     => PROTOCOL,
        runtime      => sprintf('Perl %vd', $^V),
        preloaded    => $options->{preload},
        preload_ms   => $preload_ms,
        memory_mb    => scalar memory_in_mb(),
        environment  => { map { decoded($_) => defined $changed{$_} ? decoded($changed{$_}) : undef } keys %changed },
        input        => JSON::PP::true(),
        rights       => JSON::PP::true(),
        fifos        => $options->{stdio} ? JSON::PP::false() : JSON::PP::true(),
        %$SYSCALL ? (refork => JSON::PP::true()) : (),
    );
    complain($_) for ControlFreak::ShareMemProxy::Inheritance::notes('in children');
    my @born = serve();
    become_service(@born) if @born;
    exit 0;
}

1;
