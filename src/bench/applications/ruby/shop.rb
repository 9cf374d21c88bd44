# A bookshop with Rails for its pages and Active Record for its data.
ENV["RAILS_ENV"] = "production"
require "rails"
require "action_controller/railtie"
require "action_view/railtie"
require "active_record/railtie"
require "active_job/railtie"
require "action_mailer/railtie"

class Shop < Rails::Application
  config.root = __dir__
  config.paths["app/views"] = "views"
  config.load_defaults 6.1
  config.eager_load = true
  config.cache_classes = true
  config.secret_key_base = "of no use"
  config.consider_all_requests_local = false
  config.action_dispatch.show_exceptions = false
  config.hosts.clear
  config.logger = Logger.new(File::NULL)

  # The method, path and body of one of many requests.
  def self.request(number)
    key = number * 7919
    case number % 4
    when 0 then ["GET", "/books/#{key % 5000 + 1}", ""]
    when 1 then ["GET", "/subjects/#{%w[River Night Glass Blue][key % 4]}", ""]
    when 2 then ["GET", "/authors/#{key % 200 + 1}", ""]
    else
      lines = (1..5).map { |step| { book: (key + step) % 5000 + 1, count: step } }
      ["POST", "/orders", JSON.generate(lines: lines)]
    end
  end

  def self.serve(number)
    method, path, body = request(number)
    environment = Rack::MockRequest.env_for(
      "http://shop#{path}", method: method, input: body, "CONTENT_TYPE" => "application/json"
    )
    status, _, answer = call(environment)
    size = 0
    answer.each { |part| size += part.bytesize }
    answer.close if answer.respond_to?(:close)
    raise "#{method} #{path}: #{status}, #{size} bytes" if status != 200 || size < 20
  end

  def self.warm
    300.times { |number| serve(number) }
  end

  def self.close
    ActiveRecord::Base.connection_handler.clear_all_connections!
    # Concurrent Ruby keeps a thread that tidies up after other threads, of which a worker has none.
    (Thread.list - [Thread.current]).each { |thread| thread.kill.join }
  end
end

Rails.application.initialize!

class Author < ActiveRecord::Base
  has_many :books, -> { order(:title) }
end

class Book < ActiveRecord::Base
  belongs_to :author
  validates :title, presence: true
  scope :on, ->(subject) { where(subject: subject).order(:price).limit(20) }
end

class ShopController < ActionController::Base
  layout "page"
  skip_forgery_protection

  def book
    number = params[:number].to_i
    @book = Book.includes(:author).find(number)
    @near = TITLES.values_at(*(number + 1..number + 4)).compact
  end

  def subject
    @books = Book.on(params[:name]).to_a
  end

  def author
    author = Author.find(params[:number])
    render json: author.as_json(include: { books: { only: %i[id title price] } })
  end

  def order
    counts = params[:lines].to_h { |line| [line[:book], line[:count]] }
    books = Book.where(id: counts.keys)
    render json: { total: books.sum { |book| counts[book.id] * book.price }.round(2), titles: books.map(&:title) }
  end
end

Rails.application.routes.draw do
  get "/books/:number", to: "shop#book"
  get "/subjects/:name", to: "shop#subject"
  get "/authors/:number", to: "shop#author"
  post "/orders", to: "shop#order"
end
TITLES = Book.pluck(:id, :title).to_h
