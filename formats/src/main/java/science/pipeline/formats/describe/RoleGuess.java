package science.pipeline.formats.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;

/** Which fields play which role, by their names and their values. */
final class RoleGuess {

    private static final int MOST_DETECTORS = 1_000;
    private static final Pattern DETECTOR = Pattern.compile(
            "detector|sensor|device|station|monitor|channel|chan|instrument|probe|telescope|antenna|module|chamber|counter"
                    + "|camera|machine|buoy|urn|site|source|network|net|ifo|dom|string|node|board|plane");
    private static final Pattern NO_DETECTOR = Pattern.compile(
            "type|class|status|flag|unit|mode|quality|magtype|kind|version|hemisphere|level|comment|alert|category|checksum|sentence|class");
    private static final Pattern EVENT =
            Pattern.compile("event|evt|eventid|evid|id|uid|uuid|seq|sequence|record|trigger");
    private static final Pattern PARTICLE = Pattern.compile("particle|species|pid|pdg");
    private static final Pattern LABEL = Pattern.compile("label|anomaly|truth|outlier|signal");
    private static final Pattern NO_MEASURE = Pattern.compile(
            "lat|latitude|lon|lng|long|longitude|x|y|z|alt|altitude|elevation|id|event|evt|run|lumi|version|index|number|nr"
                    + "|seq|flag|checksum|hdop|nst|nsta|satellites|fix|time|runtime|deadtime|uptime|age|batt.*|error|err|gap|dmin"
                    + "|rms|year|month|day|hour|minute|second|channel|pid|charge_sign|eta|phi|theta|azimuth|zenith|ra|dec");
    private static final List<Map.Entry<Pattern, Integer>> MEASURES = List.of(
            Map.entry(Pattern.compile("energy|gev|mev|kev|tev"), 100),
            Map.entry(Pattern.compile("e"), 90),
            Map.entry(Pattern.compile("sipm|amplitude|pulse|charge|signal|peak|height"), 80),
            Map.entry(Pattern.compile("mv|adc|voltage"), 70),
            Map.entry(Pattern.compile("cpm|cps|rate|dose|count|counts|flux|intensity"), 65),
            Map.entry(Pattern.compile("mag|magnitude|strain|value|measurement|reading"), 60),
            Map.entry(Pattern.compile("temperature|temp|power|pressure|speed|wspd|current|aod.*|m|mass|wvht"), 40),
            Map.entry(Pattern.compile("mean|average|level|concentration|pm2?5?|usv|depth"), 30));

    private final List<Draft> drafts;
    private final Sample sample;
    private final List<String> doubts = new ArrayList<>();

    RoleGuess(List<Draft> drafts, Sample sample) {
        this.drafts = drafts;
        this.sample = sample;
    }

    /** What could not be told. */
    List<String> doubts() {
        return doubts;
    }

    void assign() {
        momentum();
        best(FieldType.NAME, this::particle).ifPresent(draft -> give(draft, Role.PARTICLE_TYPE));
        label();
        eventId();
        detector();
        long unnamed = drafts.stream()
                .filter(draft -> isUnnamed(draft) && measure(draft) > 0)
                .count();
        // Among columns without names one is as good as another.
        best(null, draft -> unnamed > 1 && isUnnamed(draft) ? 0 : measure(draft))
                .ifPresent(draft -> give(draft, Role.ENERGY));
        if (drafts.stream().noneMatch(draft -> draft.role == Role.ENERGY)) {
            doubts.add("no number looks like a measure: give one the role energy, if there is one");
        }
    }

    private static boolean isUnnamed(Draft draft) {
        return draft.name.matches("column_[0-9]+");
    }

    private static void give(Draft draft, Role role) {
        draft.role = role;
    }

    private Optional<Draft> best(@Nullable FieldType type, java.util.function.ToIntFunction<Draft> score) {
        return drafts.stream()
                .filter(draft -> draft.role == null && (type == null || draft.type == type))
                .filter(draft -> score.applyAsInt(draft) > 0)
                // Of equals the first.
                .max(Comparator.comparingInt(score)
                        .thenComparing(Comparator.comparingInt(drafts::indexOf).reversed()));
    }

    private static Set<String> words(Draft draft) {
        String spaced = draft.name.replaceAll("([a-z])([A-Z])", "$1 $2");
        Set<String> words =
                new HashSet<>(Arrays.asList(spaced.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
        words.add(draft.name.toLowerCase(Locale.ROOT));
        // Of several of a kind each has its number.
        Set<String> all = new HashSet<>(words);
        words.forEach(word -> all.add(word.replaceFirst("(?<=[a-z])[0-9]+$", "")));
        return all;
    }

    private static boolean isCalled(Draft draft, Pattern names) {
        return words(draft).stream().anyMatch(word -> names.matcher(word).matches());
    }

    private void momentum() {
        for (String form : List.of("p%s", "p_%s", "momentum_%s", "mom_%s", "%s_momentum", "momentum%s")) {
            List<Draft> triple = new ArrayList<>();
            for (String axis : List.of("x", "y", "z")) {
                drafts.stream()
                        .filter(draft -> draft.type.isNumeric())
                        .filter(draft -> draft.name
                                .toLowerCase(Locale.ROOT)
                                .replaceFirst("_(gev|mev|kev|tev)$", "")
                                .equals(String.format(Locale.ROOT, form, axis)))
                        .findFirst()
                        .ifPresent(triple::add);
            }
            if (triple.size() == 3) {
                give(triple.get(0), Role.MOMENTUM_X);
                give(triple.get(1), Role.MOMENTUM_Y);
                give(triple.get(2), Role.MOMENTUM_Z);
                return;
            }
        }
        if (drafts.stream().anyMatch(draft -> draft.name.equals("px1"))
                && drafts.stream().anyMatch(draft -> draft.name.equals("px2"))) {
            doubts.add(
                    "px1 and px2: a row seems to hold several particles, which producer.replay.particles-per-row makes"
                            + " events of their own (for the schema particle-event)");
        }
    }

    private int particle(Draft draft) {
        return isCalled(draft, PARTICLE) && draft.column.distinct(100).size() <= 100 ? 1 : 0;
    }

    private void label() {
        for (Draft draft : drafts) {
            boolean isLabel = isCalled(draft, LABEL) && draft.role == null;
            boolean isBit = draft.type == FieldType.INTEGER
                    && !sample.isRecord()
                    && draft.column.all(text -> text.equals("0") || text.equals("1"));
            if (isLabel && (draft.type == FieldType.BOOLEAN || isBit)) {
                draft.type = FieldType.BOOLEAN;
                give(draft, Role.LABEL);
                return;
            }
        }
    }

    /** An id stands in every row, and in nearly each of them another one; particles of one event share theirs. */
    private void eventId() {
        best(null, draft -> {
                    boolean isIdType = draft.type == FieldType.INTEGER
                            || draft.column.all(TypeGuess.IS_NAME) && draft.type != FieldType.NUMBER;
                    if (!isIdType || draft.presence != Presence.REQUIRED || draft.type == FieldType.TIME) {
                        return 0;
                    }
                    int all = draft.column.values().size();
                    int distinct = draft.column.distinct(all).size();
                    boolean isUnique = distinct == all && all > 1;
                    boolean isEvent =
                            words(draft).contains("event") || words(draft).contains("evt");
                    boolean isCalledSo = isCalled(draft, EVENT);
                    if (isCalledSo && isUnique) {
                        return isEvent ? 4 : 3;
                    }
                    if (isEvent && draft.type == FieldType.INTEGER && distinct * 10 > all) {
                        return 2;
                    }
                    return isUnique && draft.type == FieldType.INTEGER && isCounted(draft) ? 1 : 0;
                })
                .ifPresent(draft -> {
                    draft.type = draft.type == FieldType.TEXT ? FieldType.NAME : draft.type;
                    give(draft, Role.EVENT_ID);
                });
        for (Draft draft : drafts) {
            boolean isLong = draft.type == FieldType.INTEGER
                    && draft.role == null
                    && draft.column.values().stream().anyMatch(text -> Math.abs(Decimal.number(text)) >= 0x1p53);
            if (isLong && !sample.isRecord()) {
                draft.type = FieldType.NAME;
                draft.comments.add("a name, since a number keeps no more than 2^53 exactly");
            }
        }
    }

    private static boolean isCounted(Draft draft) {
        double before = Double.NaN;
        int steps = 0;
        for (String text : draft.column.values()) {
            double value = Decimal.number(text);
            if (value <= before) {
                return false;
            }
            steps += value == before + 1 ? 1 : 0;
            before = value;
        }
        return steps * 2 > draft.column.values().size();
    }

    private void detector() {
        Optional<Draft> name = best(FieldType.NAME, this::instrument);
        if (name.isPresent()) {
            give(name.get(), Role.DETECTOR);
            fill(name.get());
            return;
        }
        // A channel's number is a name, which only a replay can make of it.
        Optional<Draft> number = sample.isRecord()
                ? Optional.empty()
                : best(FieldType.INTEGER, draft -> isCalled(draft, DETECTOR) ? instrument(draft) : 0);
        number.ifPresent(draft -> {
            draft.type = FieldType.NAME;
            give(draft, Role.DETECTOR);
            fill(draft);
        });
        if (number.isEmpty()) {
            doubts.add("no column seems to name a detector: all events are of one, 'all'");
        }
    }

    private static void fill(Draft draft) {
        if (draft.presence == Presence.OPTIONAL) {
            draft.otherwise = "unknown";
        }
    }

    private int instrument(Draft draft) {
        int distinct = draft.column.distinct(MOST_DETECTORS).size();
        int rows = draft.column.values().size();
        boolean isMany = distinct > MOST_DETECTORS || distinct * 2 > rows && rows > 20;
        if (isMany || isCalled(draft, NO_DETECTOR)) {
            return 0;
        }
        int byName = isCalled(draft, DETECTOR) ? 100 : words(draft).contains("name") ? 60 : 0;
        boolean isOne = distinct < 2;
        return byName
                + (isOne ? 0 : 10)
                + (draft.presence == Presence.REQUIRED ? 5 : 0)
                - (isOne && byName == 0 ? 100 : 0);
    }

    private int measure(Draft draft) {
        if (!draft.type.isNumeric() || draft.column.distinct(2).size() < 2 && sample.rows() > 5) {
            return 0;
        }
        if (draft.column.values().stream().anyMatch(text -> Math.abs(Decimal.number(text)) > 1e15)) {
            return 0;
        }
        int byName = MEASURES.stream()
                .filter(measure -> isCalled(draft, measure.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
        if (isCalled(draft, NO_MEASURE) && byName < 70) {
            return 0;
        }
        boolean isCounter = byName == 0 && isSorted(draft);
        boolean isBit = draft.column.all(text -> text.equals("0") || text.equals("1"));
        if (isCounter || isBit) {
            return 0;
        }
        int share = 10 * draft.column.values().size() / sample.rows();
        return 5 + byName + share + (draft.unit.isEmpty() ? 0 : 5) + (draft.type == FieldType.NUMBER ? 3 : 0);
    }

    private static boolean isSorted(Draft draft) {
        double before = Double.NEGATIVE_INFINITY;
        for (String text : draft.column.values()) {
            double value = Decimal.number(text);
            if (value < before) {
                return false;
            }
            before = value;
        }
        return draft.column.values().size() > 3;
    }
}
