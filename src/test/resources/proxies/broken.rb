def load_all() raise "no catalogue" end
load_all
