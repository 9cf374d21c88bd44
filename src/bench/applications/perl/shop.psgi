# The shop for servers that start their workers by themselves.
use strict;
use warnings;
use Cwd ();
use File::Basename ();
use Mojo::Server::PSGI;

require(File::Basename::dirname(Cwd::abs_path(__FILE__)) . '/shop.pl') unless defined &Shop::serve;

Mojo::Server::PSGI->new(app => Shop::app())->to_psgi_app;
