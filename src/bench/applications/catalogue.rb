# An application as it is found behind a web server: some libraries, a catalogue in memory, pages made of it.
require "bigdecimal"
require "csv"
require "erb"
require "json"
require "logger"
require "net/http"
require "openssl"
require "psych"
require "tempfile"

module Catalogue
  Item = Struct.new(:number, :name, :price, :tags)

  ITEMS = (0...50_000).map do |number|
    Item.new(number, "item number #{number}", number * 1.25, ["tag #{number % 97}", "shelf #{number % 89}"])
  end
  PAGE = ERB.new("<% chosen.each do |item| %><li id=<%= item.number %>><%= item.name %> costs <%= item.price %> " \
                 "(<%= item.tags.join(', ') %>)</li><% end %>")

  # One unit of work: a page of a hundred items, and the same as JSON.
  def self.serve(request)
    chosen = (0...100).map { |step| ITEMS[(request * 7919 + step * 613) % ITEMS.size] }
    PAGE.result_with_hash(chosen: chosen).size + JSON.generate(chosen.map(&:to_h)).size
  end

  def self.warm
    300.times { |request| serve(request) }
  end
end
