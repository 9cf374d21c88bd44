# How a warmed-up worker becomes the template that later services fork from.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

our %P;

sub refork_command {
    my $command = shift;
    my $name = $command->{name};
    if (!defined $name) {
        refuse_promotion("The proxy's own memory was asked for") if $P{promotion};
        fork_from(undef);
        return;
    }
    return refuse_refork(undef, 'A name is a text') if !is_text($name);
    eval { begin_promotion($name); 1 } or refuse_refork($name, $@);
    return;
}

sub refuse_promotion {
    my $reason = shift;
    my $promotion = delete $P{promotion};
    close_channel($promotion->{channel}) if $promotion->{channel};
    kill_child($promotion->{copy}) if $promotion->{copy};
    leave_orphans();
    refuse_refork($promotion->{child}{name}, $reason);
    return;
}

# Whoever started the proxy may know what the orphans of services are, and what their end means: the proxy does not.
sub leave_orphans {
    adopt_orphans(0) if $P{listener} && !%{ $P{unborn} } && !$P{promotion};
    return;
}

sub refuse_refork {
    my ($name, $reason) = @_;
    say_status(refused => command => 'refork', name => $name, reason => decoded(reason_of($reason)));
    return;
}

# Without a template: from the proxy itself.
sub fork_from {
    my ($template, $name, $memory) = @_;
    end_template();
    $P{template} = $template;
    if ($template) {
        say_status(reforked => name => $name, pid => 0 + $template->{pid}, memory_mb => $memory);
    }
    else {
        say_status(reforked => pid => 0 + $$, memory_mb => scalar memory_in_mb());
    }
    return;
}

sub end_template {
    my $template = delete $P{template} or return;
    close_channel($template->{channel});
    kill_child($template->{pid});
    return;
}

sub lose_template {
    my $how = shift;
    complain("The template, pid $P{template}{pid}, is lost: $how; services fork from the proxy again");
    fork_from(undef);
    return;
}

1;
