package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.JMSException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Tables 3-2 and 3-7 gone through for something that holds a value; every cell that is wrong is reported. One for each test. */
final class ConversionTable {
    private static final List<String> NOT_NUMBERS = List.of("many", "", "1 000", "0x10", "--1");

    private final List<ValueType> types;
    private final Class<? extends Exception> formatException;
    private final SoftAssertions cells = new SoftAssertions();

    /**
     * A table.
     *
     * @param types its rows and columns
     * @param formatException what the unmarked cells throw
     */
    ConversionTable(List<ValueType> types, Class<? extends Exception> formatException) {
        this.types = types;
        this.formatException = formatException;
    }

    void assertMarkedCellsConvert(ValueHolder holder) throws JMSException {
        for (ValueType row : types) {
            for (ValueType column : row.readableAs()) {
                Object value = row.sampleFor(column);
                holder.set(row, value);
                assertConverts(holder, column, value, row + " read as " + column);
            }
        }
        cells.assertAll();
    }

    void assertUnmarkedCellsThrow(ValueHolder holder) throws JMSException {
        for (ValueType row : types) {
            for (ValueType column : types) {
                if (!row.readableAs().contains(column)) {
                    holder.set(row, row.sample());
                    assertThrows(formatException, holder, column, row + " read as " + column);
                }
            }
        }
        cells.assertAll();
    }

    /** Objects are set and read in the other table's way; the conversions are the same. */
    void assertObjectsConvertLikeTheirTypes(ValueHolder holder) throws JMSException {
        for (ValueType row : types) {
            holder.setObject(row.sample());
            cells.assertThat(holder.getObject()).as("%s as object", row).isEqualTo(row.sample());
            for (ValueType column : types) {
                Object value = row.sampleFor(column);
                holder.setObject(value);
                String cell = row + " set as object, read as " + column;
                if (row.readableAs().contains(column)) {
                    assertConverts(holder, column, value, cell);
                } else {
                    assertThrows(formatException, holder, column, cell);
                }
            }
        }
        cells.assertAll();
    }

    void assertStringsThatAreNoNumbersThrow(ValueHolder holder) throws JMSException {
        for (ValueType column : ValueType.NUMBERS) {
            for (String text : NOT_NUMBERS) {
                assertStringThrows(holder, column, text);
            }
        }
        assertStringThrows(holder, ValueType.BYTE, "128");
        assertStringThrows(holder, ValueType.SHORT, "32768");
        assertStringThrows(holder, ValueType.INT, "2147483648");
        assertStringThrows(holder, ValueType.LONG, "9223372036854775808");
        assertStringThrows(holder, ValueType.INT, "1.0");
        assertStringThrows(holder, ValueType.LONG, " 1");
        cells.assertAll();
    }

    private void assertStringThrows(ValueHolder holder, ValueType column, String text) throws JMSException {
        holder.set(ValueType.STRING, text);
        assertThrows(NumberFormatException.class, holder, column, "'" + text + "' read as " + column);
    }

    /** Strings that valueOf accepts though they do not look it. */
    void assertStringsThatAreNumbersConvert(ValueHolder holder) throws JMSException {
        assertStringConverts(holder, ValueType.BYTE, "+7");
        assertStringConverts(holder, ValueType.BYTE, "-128");
        assertStringConverts(holder, ValueType.SHORT, "007");
        assertStringConverts(holder, ValueType.INT, "-2147483648");
        assertStringConverts(holder, ValueType.LONG, "9223372036854775807");
        assertStringConverts(holder, ValueType.FLOAT, " 1.5 ");
        assertStringConverts(holder, ValueType.FLOAT, "-Infinity");
        assertStringConverts(holder, ValueType.DOUBLE, "NaN");
        assertStringConverts(holder, ValueType.DOUBLE, "0x1p3");
        assertStringConverts(holder, ValueType.DOUBLE, "1e400");
        cells.assertAll();
    }

    private void assertStringConverts(ValueHolder holder, ValueType column, String text) throws JMSException {
        holder.set(ValueType.STRING, text);
        assertConverts(holder, column, text, "'" + text + "' read as " + column);
    }

    void assertStringsConvertToBoolean(ValueHolder holder) throws JMSException {
        for (String text : List.of("true", "TRUE", "tRuE", "false", "yes", "1", "", " true", "nonsense")) {
            assertStringConverts(holder, ValueType.BOOLEAN, text);
        }
        cells.assertAll();
    }

    /** What is there is null, or nothing is there: the type's valueOf(null) decides, and for char NullPointerException. */
    void assertNullConverts(ValueHolder holder) throws JMSException {
        cells.assertThat(holder.getObject()).as("object").isNull();
        for (ValueType column : types) {
            switch (column) {
                case BOOLEAN ->
                    cells.assertThat(holder.get(column)).as("boolean").isEqualTo(false);
                case BYTE, SHORT, INT, LONG ->
                    assertThrows(NumberFormatException.class, holder, column, "null read as " + column);
                case CHAR, FLOAT, DOUBLE ->
                    assertThrows(NullPointerException.class, holder, column, "null read as " + column);
                case STRING, BYTES ->
                    cells.assertThat(holder.get(column)).as("%s", column).isNull();
            }
        }
        cells.assertAll();
    }

    /** Values at the ends of the ranges of the types of properties. */
    static List<Object> extremes() {
        return List.of(
                false,
                Byte.MIN_VALUE,
                Byte.MAX_VALUE,
                Short.MIN_VALUE,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Float.MIN_VALUE,
                Float.NaN,
                Float.NEGATIVE_INFINITY,
                -0.0f,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                -0.0d,
                "",
                " ",
                "Zürich \u65e5\u672c \ud83d\udc26 \u0000.",
                "long ".repeat(20_000));
    }

    private void assertConverts(ValueHolder holder, ValueType column, Object value, String description) {
        Object[] read = new Object[1];
        cells.assertThatCode(() -> read[0] = holder.get(column)).as(description).doesNotThrowAnyException();
        cells.assertThat(read[0]).as(description).isEqualTo(column.from(value));
    }

    private void assertThrows(
            Class<? extends Exception> expected, ValueHolder holder, ValueType column, String description) {
        cells.assertThat(catchThrowable(() -> holder.get(column)))
                .as(description)
                .isInstanceOf(expected);
    }
}
