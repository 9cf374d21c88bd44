package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.workspace.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    @TempDir
    private Path folder;

    private Path installed;
    private Path own;

    @BeforeEach
    void install() throws IOException {
        installed = folder.resolve("installed");
        own = folder.resolve("own");
        Path shop = Files.createDirectories(installed.resolve("samples/shop"));
        Files.writeString(installed.resolve("samples/shop.cfk"), "{}");
        Files.writeString(shop.resolve("web.py"), "print()");
        assertThat(shop.resolve("web.py").toFile().setExecutable(true)).isTrue();
        Folders.make(own);
    }

    @Test
    void an_installed_sample_is_opened_as_a_copy_with_all_that_it_runs() throws IOException {
        Path sample = new Resources(installed, true).sample(own);
        assertThat(sample).isEqualTo(own.resolve("samples/shop.cfk")).hasContent("{}");
        assertThat(sample.resolveSibling("shop/web.py")).isExecutable();
        Files.writeString(sample, "{\"mine\": true}");
        assertThat(new Resources(installed, true).sample(own)).hasContent("{\"mine\": true}");
        assertThat(installed.resolve("samples/shop.cfk")).hasContent("{}");
    }

    @Test
    void a_sample_that_cannot_be_copied_is_opened_where_it_is() throws IOException {
        Path file = Files.createFile(own.resolve("samples"));
        assertThat(new Resources(installed, true).sample(own)).isEqualTo(installed.resolve("samples/shop.cfk"));
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_working_copy_is_edited_in_place() {
        assertThat(new Resources(installed, false).sample(own)).isEqualTo(installed.resolve("samples/shop.cfk"));
        assertThat(own.resolve("samples")).doesNotExist();
    }
}
