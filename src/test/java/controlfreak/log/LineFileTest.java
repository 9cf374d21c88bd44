package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("new").resolve("history.log");
    }

    @Test
    void has_nothing_where_there_is_no_file() throws IOException {
        try (LineFile file = new LineFile(path, 1000)) {
            assertThat(file.last(10)).isEmpty();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void keeps_what_is_there_and_is_for_its_owner_only() throws IOException {
        try (LineFile file = new LineFile(path, 1000)) {
            file.append(List.of("one", "zwei ü"));
        }
        try (LineFile file = new LineFile(path, 1000)) {
            file.append(List.of("three"));
            assertThat(file.last(10)).containsExactly("one", "zwei ü", "three");
            assertThat(file.last(2)).containsExactly("zwei ü", "three");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void is_bounded_and_reads_across_the_file_that_was_set_aside() throws IOException {
        try (LineFile file = new LineFile(path, 100)) {
            for (int i = 0; i < 40; i++) {
                file.append(List.of("line " + i));
            }
            assertThat(file.last(12))
                    .isEqualTo(
                            IntStream.range(28, 40).mapToObj(i -> "line " + i).toList());
        }
        assertThat(Files.size(path)).isLessThanOrEqualTo(100);
        assertThat(path.resolveSibling("history.log.1")).exists();
        assertThat(path.resolveSibling("history.log.2")).doesNotExist();
    }

    @Test
    void begins_a_line_of_its_own_after_one_that_was_cut() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "whole\ncu");
        try (LineFile file = new LineFile(path, 1000)) {
            file.append(List.of("next"));
            assertThat(file.last(10)).containsExactly("whole", "cu", "next");
        }
    }

    @Test
    void writes_to_a_new_file_where_others_removed_it() throws IOException {
        try (LineFile file = new LineFile(path, 1000)) {
            file.append(List.of("one"));
            Files.delete(path);
            file.append(List.of("two"));
            assertThat(Files.readString(path)).isEqualTo("two\n");
        }
    }

    @Test
    void reads_no_more_than_the_end_of_a_huge_file() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "x".repeat(3 << 20) + "\nlast\n", StandardCharsets.US_ASCII);
        try (LineFile file = new LineFile(path, 1000)) {
            assertThat(file.last(10)).containsExactly("last");
        }
    }

    @Test
    void says_why_it_cannot_write() throws IOException {
        Files.writeString(folder.resolve("new"), "in the way");
        try (LineFile file = new LineFile(path, 1000)) {
            assertThatThrownBy(() -> file.append(List.of("one"))).isInstanceOf(IOException.class);
        }
    }
}
