package org.petrelmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of the documentation is what the results beside it make. */
class TableTest {
    @Test
    void page_hasTheTableOfItsResults() throws IOException {
        Path documentation = Settings.configurations();
        assertThat(Table.page(documentation)).hasContent(Table.text(documentation));
    }
}
