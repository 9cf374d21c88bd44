package Extramodule;
sub name { 'found extra' }
1;
