package controlfreak.proxies;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The proxy for JVM applications gives services their rights like the others do. */
@EnabledOnOs(OS.LINUX)
class JvmRightsTest {
    @TempDir
    Path folder;

    private JvmShop shop;

    @BeforeEach
    void compile() throws Exception {
        Rights.assumeRoot();
        Rights.open(folder);
        shop = JvmShop.in(folder);
    }

    @Test
    void aJvmHasAllOfThem() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            Rights.start(proxy, "web", "shop.Shop serve", Rights.ALL);
            proxy.awaitOutput("web", "up");
            Rights.assertHasAll(proxy, "web");
        }
    }

    @Test
    void soHasAProgramOfItsOwn() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            Rights.start(proxy, "web", "echo up >/dev/stderr; exec sleep 600", Rights.ALL);
            proxy.awaitOutput("err", "web", "up");
            Rights.assertHasAll(proxy, "web");
        }
    }

    @Test
    void whatCannotBeHadIsRefused() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            Rights.assertRefusesWhatCannotBeHad(proxy, Files.createDirectory(folder.resolve("closed")));
        }
    }
}
