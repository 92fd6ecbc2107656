package org.petrelmq.crash.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    @Test
    void write_read(@TempDir Path directory) throws IOException {
        Story story = new Story();
        story.sent("p.1", 1, "q").sent("p.1", 2, "q", "t").received("s", "q", "p.1#1", 1);
        story.listed().listed("x", "y").killed().restarted();
        story.got(story.begun(Kind.RECEIVE, "s", "", "DLQ"), "p.1#1", 3, true, false, "q");
        story.failed(story.begun(Kind.COMMIT, "s", "t", ""), "because");
        Path file = directory.resolve("history.txt");

        story.history().write(file);

        assertThat(History.read(file).events()).isEqualTo(story.history().events());
    }
}
