package org.petrelmq.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of the documentation and the sources that they show. */
final class Page {
    static final Path ROOT = Path.of("..");

    private Page() {}

    static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** The code blocks of that language; the empty one has the commands. */
    static List<String> blocks(String page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        String of = "";
        for (String line : read(page).lines().toList()) {
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.append(line).append('\n');
                }
            } else if (block == null) {
                block = new StringBuilder();
                of = line.substring(3);
            } else {
                if (of.equals(language)) {
                    blocks.add(block.toString());
                }
                block = null;
            }
        }
        return blocks;
    }

    /** What stands in a source between comments that say that a page begins and ends. */
    static List<String> marked(String source, String page) throws IOException {
        Matcher marked = Pattern.compile(
                        "^ *// " + page + " begins\n(.*?)\n *// " + page + " ends", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(read(source));
        return marked.results()
                .map(example -> example.group(1).stripIndent() + "\n")
                .toList();
    }
}
