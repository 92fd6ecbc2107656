package org.petrelmq.conformance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much of what is demanded has a test that can fail.
 *
 * @param where a chapter, the Javadoc, or all
 * @param statements how many demands there are
 * @param checkable how many of them a test can check
 * @param checked how many of those have a test
 */
public record Coverage(String where, int statements, int checkable, int checked) {

    /**
     * The coverage by statements.
     *
     * @param where what they are
     * @param statements the demands
     * @return the counts
     */
    public static Coverage of(String where, List<Statement> statements) {
        return new Coverage(
                where,
                statements.size(),
                (int) statements.stream().filter(Statement::canBeChecked).count(),
                (int) statements.stream().filter(Statement::hasTests).count());
    }

    /** A row for each chapter, then the Javadoc's, then that of all. */
    static List<Coverage> byChapter(List<Statement> statements) {
        Map<String, List<Statement>> chapters = new LinkedHashMap<>();
        statements.stream()
                .sorted(Comparator.comparing(statement -> HtmlReport.sortableChapter(statement.chapter())))
                .forEach(statement -> chapters.computeIfAbsent(statement.chapter(), any -> new ArrayList<>())
                        .add(statement));
        List<Coverage> rows = new ArrayList<>();
        chapters.forEach((chapter, demanded) -> rows.add(of(chapter, demanded)));
        rows.add(of("All", statements));
        return rows;
    }

    /**
     * The part that is checked of what can be.
     *
     * @return 0 to 100; 100 where nothing can be checked
     */
    public double percent() {
        return checkable == 0 ? 100 : 100.0 * checked / checkable;
    }

    /** The cells of a table's row: the percentage is empty where nothing can be checked. */
    List<String> cells() {
        return List.of(
                where,
                Integer.toString(statements),
                Integer.toString(checkable),
                Integer.toString(checked),
                checkable == 0 ? "" : String.format(Locale.ROOT, "%.1f", percent()));
    }
}
