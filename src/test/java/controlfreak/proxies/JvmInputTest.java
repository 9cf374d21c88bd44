package controlfreak.proxies;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy for JVM applications keeps standard input open like the others do. */
class JvmInputTest {
    @TempDir
    static Path folder;

    private static JvmShop shop;

    @BeforeAll
    static void compile() throws Exception {
        shop = JvmShop.in(folder);
    }

    @Test
    void aJvmThatReadsItsInputStaysWithIt() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertStaysWithIt(proxy, "shop.Shop reader");
        }
    }

    @Test
    void soDoesAProgramOfItsOwn() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertStaysWithIt(proxy, "echo up; cat; echo the input has ended");
        }
    }

    @Test
    void whatIsTypedReachesIt() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertIsRead(proxy, "shop.Shop reader");
        }
    }

    @Test
    void itMayReadSlowly() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertWaitsForASlowReader(proxy);
        }
    }

    @Test
    void howItWaitsIsItsOwnConcern() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertItsModeIsItsOwn(proxy);
        }
    }

    @Test
    void itsInputEndsWithTheProxy() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            OpenInput.assertEndsWithTheProxy(proxy, folder);
        }
    }
}
