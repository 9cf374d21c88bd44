package controlfreak.proxies;

import java.nio.file.Path;

/** The languages that we ship a proxy for; test scripts exist once for each, under the same name. */
enum Language {
    PYTHON("py", "application:"),
    PERL("pl", "application::");

    private final String extension;
    private final String functionPrefix;

    Language(String extension, String functionPrefix) {
        this.extension = extension;
        this.functionPrefix = functionPrefix;
    }

    Path program() {
        return Path.of(System.getProperty("proxies.folder", "resources/proxies"))
                .resolve("cfk-share-mem-proxy." + extension)
                .toAbsolutePath();
    }

    String script(String name) {
        return name + "." + extension;
    }

    String function(String name) {
        return functionPrefix + name;
    }
}
