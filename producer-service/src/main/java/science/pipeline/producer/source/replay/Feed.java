package science.pipeline.producer.source.replay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import science.pipeline.producer.source.SourceException;

/** What feeds a field of the event, as {@code producer.replay.columns} says it. */
sealed interface Feed {

    /** A column of the file. */
    record Column(String name) implements Feed {}

    /** A column of particle numbers. */
    record PdgColumn(String name) implements Feed {}

    /** The same for every event. */
    record Constant(String value) implements Feed {}

    /** Which of so many equal sectors of the azimuth the momentum points to. */
    record PhiSector(int sectors) implements Feed {}

    Pattern FUNCTION = Pattern.compile("(pdg|phi-sector)\\((.*)\\)");

    /**
     * Reads {@code COLUMN}, {@code =CONSTANT}, {@code pdg(COLUMN)} or {@code phi-sector(N)}.
     *
     * @param particle the number of the particle in its row, from 1, which replaces {@code {n}}
     */
    static Feed parse(String field, String text, int particle) {
        if (text.startsWith("=")) {
            return new Constant(text.substring(1));
        }
        Matcher function = FUNCTION.matcher(text);
        if (!function.matches()) {
            return new Column(numbered(text, particle));
        }
        String name = function.group(1);
        String argument = function.group(2);
        boolean pdg = name.equals("pdg");
        if (!field.equals(pdg ? "particle_type" : "detector_id")) {
            throw new SourceException("producer.replay.columns." + field + ": found " + text + ", but " + name
                    + "() gives a " + (pdg ? "particle_type" : "detector_id") + " only");
        }
        return pdg ? new PdgColumn(numbered(argument, particle)) : new PhiSector(sectors(field, text, argument));
    }

    /** The column that is read, if one is. */
    default Optional<String> column() {
        if (this instanceof Column column) {
            return Optional.of(column.name);
        }
        return this instanceof PdgColumn column ? Optional.of(column.name) : Optional.empty();
    }

    private static String numbered(String column, int particle) {
        return column.replace("{n}", Integer.toString(particle));
    }

    private static int sectors(String field, String text, String argument) {
        if (argument.matches("[1-9][0-9]?")) {
            return Integer.parseInt(argument);
        }
        throw new SourceException("producer.replay.columns." + field + ": found " + text
                + ", expected phi-sector(N) with N from 1 to 99");
    }
}
