# Failures in the words that a person would use.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use Errno ();

# Before the reason of what is final, on its way from a child.
use constant FINAL => "\0";
# What would be the same the next time, as the panel itself sees it for its own children.
my %LASTING = map { $_ => 1 } Errno::E2BIG, Errno::EACCES, Errno::EISDIR, Errno::ELOOP, Errno::ENAMETOOLONG,
    Errno::ENOENT, Errno::ENOEXEC, Errno::ENOTDIR, Errno::EPERM;

# An expected failure: a sentence for people.
sub Failure { return bless { reason => $_[0] }, 'ControlFreak::ShareMemProxy::Failure' }

# One that would be the same the next time.
sub Refusal { return bless { reason => $_[0], final => 1 }, 'ControlFreak::ShareMemProxy::Failure' }

sub is_final { return ref $_[0] eq 'ControlFreak::ShareMemProxy::Failure' && $_[0]{final} }

sub is_lasting { return $LASTING{ $! + 0 } }

sub reason_of {
    my $error = shift;
    return $error->{reason} if ref $error eq 'ControlFreak::ShareMemProxy::Failure';
    $error = "$error";
    $error =~ s/\s+\z//;
    return $error;
}

# What is short, by an error number of the system.
sub short_of { return ControlFreak::ShareMemProxy::Rights::shortage($_[0]) // "The system makes no process: $_[0]" }

sub no_file {
    return "No such file: $_[0]" if $! == Errno::ENOENT;
    return ControlFreak::ShareMemProxy::Rights::shortage($!) // "$!: $_[0]";
}

sub bytes_of {
    my $text = shift;
    utf8::encode($text);
    return $text;
}

# Bytes of a path or of a message of the system, as text where they are text.
sub decoded {
    my $bytes = shift;
    utf8::decode($bytes);
    return $bytes;
}

1;
