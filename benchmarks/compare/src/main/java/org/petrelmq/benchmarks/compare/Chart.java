package org.petrelmq.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars of the main figure of some rows, on a logarithmic scale, as SVG.
 *
 * @param name of the file
 * @param title above the bars
 * @param rows the regular expression of the rows' names
 */
record Chart(String name, String title, String rows) {
    private static final Map<String, String> COLOURS = Map.of(
            "petrel", "#1b6ca8", "artemis", "#e07b39", "classic", "#8a9a5b", "limit", "#b8b8b8", "bare", "#b8b8b8");
    private static final int LEFT = 330;
    private static final int WIDTH = 460;
    private static final int BAR = 13;
    private static final int GAP = 9;

    String svg(List<Result> all) {
        List<Result> results = all.stream()
                .filter(result -> result.row().matches(rows))
                .filter(result -> result.isTime() == title.startsWith("Milli"))
                .toList();
        double most = 1;
        double least = Double.MAX_VALUE;
        for (Result result : results) {
            for (String provider : result.forks().keySet()) {
                double value = result.median(provider, result.figures().get(0));
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
        }
        StringBuilder bars = new StringBuilder();
        int y = 40;
        for (Result result : results) {
            Row row = Row.named(result.row());
            bars.append(text(LEFT - 8, y + BAR, "end", row.name() + ": " + row.title()));
            for (String provider : result.forks().keySet()) {
                double value = result.median(provider, result.figures().get(0));
                double width = WIDTH * Math.log(value / least * 2) / Math.log(most / least * 2);
                bars.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        LEFT,
                        y,
                        width,
                        BAR - 2,
                        COLOURS.getOrDefault(provider.split("[ -]", 2)[0], "#000000")));
                String label = provider + " " + Goal.shown(value);
                bars.append(text((int) (LEFT + width) + 5, y + BAR - 3, "start", label));
                y += BAR;
            }
            y += GAP;
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n%s%s</svg>%n",
                LEFT + WIDTH + 190,
                y + 10,
                text(10, 22, "start", title + "; median, logarithmic scale"),
                bars);
    }

    private static String text(int x, int y, String anchor, String content) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\" fill=\"#222222\">" + content
                + "</text>\n";
    }
}
