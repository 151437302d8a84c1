package science.pipeline.producer.source.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.expression.Expression;
import science.pipeline.expression.ExpressionFault;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Scope;
import science.pipeline.formats.CellTemplate;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Role;

/** What feeds a field of the event, as {@code producer.replay.columns} says it. */
sealed interface Feed {

    /** A column of the file, or several in a text. */
    record Column(CellTemplate template) implements Feed {}

    /** A column of particle numbers. */
    record PdgColumn(CellTemplate template) implements Feed {}

    /**
     * A number that is computed from columns.
     *
     * @param column that bears the whole text for a name: where there is one, it is meant
     */
    record Computed(CellTemplate column, NumberExpression expression) implements Feed {}

    /** The same for every event. */
    record Constant(String value) implements Feed {}

    /** Which of so many equal sectors of the azimuth the momentum points to. */
    record PhiSector(int sectors) implements Feed {}

    /** What makes an expression of a name. */
    Pattern OPERATOR = Pattern.compile("[-+*/%?(]");

    Pattern FUNCTION = Pattern.compile("(pdg|phi-sector)\\((.*)\\)");

    /**
     * Reads {@code COLUMN}, {@code {date} {time}}, {@code =CONSTANT}, {@code pdg(COLUMN)} or {@code phi-sector(N)}.
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
        String only = ParticleMapping.name(pdg ? Role.PARTICLE_TYPE : Role.DETECTOR);
        if (!field.equals(only)) {
            throw new SourceException("producer.replay.columns." + field + ": found " + text + ", but " + name
                    + "() gives a " + only + " only");
        }
        return pdg ? new PdgColumn(numbered(argument, particle)) : new PhiSector(sectors(field, text, argument));
    }

    /** Reads the same, or an expression of columns: {@code E_MeV * 0.001}. */
    static Feed ofNumber(String field, String text, int particle) {
        Feed feed = parse(field, text, particle);
        if (!(feed instanceof Column column) || !OPERATOR.matcher(text).find()) {
            return feed;
        }
        try {
            return new Computed(column.template, Expression.number(column.template.written(), Scope.ofNumbers()));
        } catch (ExpressionFault noExpression) {
            return feed; // a name such as "E (MeV)"; if no column bears it, the fault is told then
        }
    }

    /** The columns that are read of a file that has these. */
    default Collection<String> columns(Collection<String> known) {
        return this instanceof Computed computed && !known.contains(computed.column.written())
                ? computed.expression.names()
                : cells().map(CellTemplate::columns).orElse(List.of());
    }

    /** A column that a file lacks which has these; null if none is missing. */
    default @Nullable String missingOf(Collection<String> known) {
        if (this instanceof Computed) {
            return columns(known).stream()
                    .filter(column -> !known.contains(column))
                    .findFirst()
                    .orElse(null);
        }
        return cells().map(cells -> cells.missingOf(known)).orElse(null);
    }

    /** Which cells are read, if any are. */
    default Optional<CellTemplate> cells() {
        if (this instanceof Column column) {
            return Optional.of(column.template);
        }
        if (this instanceof Computed computed) {
            return Optional.of(computed.column);
        }
        return this instanceof PdgColumn column ? Optional.of(column.template) : Optional.empty();
    }

    private static CellTemplate numbered(String column, int particle) {
        return CellTemplate.of(column.replace("{n}", Integer.toString(particle)));
    }

    private static int sectors(String field, String text, String argument) {
        if (argument.matches("[1-9][0-9]?")) {
            return Integer.parseInt(argument);
        }
        throw new SourceException("producer.replay.columns." + field + ": found " + text
                + ", expected phi-sector(N) with N from 1 to 99");
    }
}
