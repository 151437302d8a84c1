package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Layout;
import science.pipeline.event.Role;
import tools.jackson.core.JsonToken;

/**
 * The whole policy on input, by a general JSON parser. It alone decides reasons; faster readers hand over to it
 * whatever they do not know.
 */
public final class StrictDecoder implements EventDecoder {

    private final List<Layout.Field> fields;
    private final JsonStructure structure;
    private final PrintedPrecision precision = new PrintedPrecision();
    private final int particleType;
    private final int detector;
    private boolean timestampIsCut;
    private long unknownFields;
    private long cutTimestamps;

    public StrictDecoder(Layout layout) {
        fields = layout.fields();
        structure = new JsonStructure(layout);
        particleType = position(Role.PARTICLE_TYPE);
        detector = position(Role.DETECTOR);
    }

    private int position(Role role) {
        return fields.stream().map(Layout.Field::role).toList().indexOf(role);
    }

    @Override
    public long unknownFields() {
        return unknownFields;
    }

    @Override
    public long cutTimestamps() {
        return cutTimestamps;
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        Reject fault = structure.read(bytes, start, end);
        if (fault != null) {
            return fault;
        }
        precision.clear();
        for (int i = 0; i < fields.size(); i++) {
            fault = store(i, batch);
            if (fault != null) {
                return fault;
            }
        }
        // Names are numbered last: a rejected document must leave no trace in the tables.
        int row = batch.size();
        batch.particleType[row] = batch.particleTypes.code(structure.texts[particleType]);
        batch.detector[row] = batch.detectors.code(structure.texts[detector]);
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
        batch.append(offset, writeText(batch));
        unknownFields += structure.unknownFields();
        cutTimestamps += timestampIsCut ? 1 : 0;
        return null;
    }

    private @Nullable Reject store(int field, EventBatch batch) {
        String name = fields.get(field).name();
        JsonToken token = structure.tokens[field];
        if (token == null) {
            return new Reject(RejectReason.MISSING_FIELD, name + ": found no such field");
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Reject(RejectReason.NULL_FIELD, name + ": found null");
        }
        Role role = fields.get(field).role();
        String text = structure.texts[field];
        return switch (role.kind()) {
            case INTEGER -> eventId(name, token, field, batch);
            case TIME -> timestamp(name, token, field, batch);
            case NAME -> name(name, token, text);
            case NUMBER -> number(name, token, text, role, batch);
            case BOOLEAN -> label(name, token, batch);
        };
    }

    private @Nullable Reject eventId(String name, JsonToken token, int field, EventBatch batch) {
        if (!token.isNumeric()) {
            return wrongType(name, token, "an integer");
        }
        String text = structure.texts[field];
        try {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                long id = Long.parseLong(text);
                batch.eventId[batch.size()] = id;
                structure.texts[field] = Long.toString(id); // −0 is 0
                return null;
            }
        } catch (NumberFormatException beyondInt64) {
            // falls through to the reject
        }
        return new Reject(
                RejectReason.INVALID_EVENT_ID,
                name + ": found " + Quote.of(text) + ", expected an integer from " + Long.MIN_VALUE + " to "
                        + Long.MAX_VALUE);
    }

    private @Nullable Reject timestamp(String name, JsonToken token, int field, EventBatch batch) {
        if (token != JsonToken.VALUE_STRING) {
            return wrongType(name, token, "a string");
        }
        String text = structure.texts[field];
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = EventTime.parse(bytes, 0, bytes.length);
        if (micros == EventTime.INVALID) {
            return new Reject(
                    RejectReason.INVALID_TIMESTAMP,
                    name + ": found " + Quote.of(text) + ", expected " + EventTime.EXPECTED);
        }
        timestampIsCut = EventTime.isCut(bytes, 0, bytes.length);
        batch.timestampMicros[batch.size()] = micros;
        structure.texts[field] = EventTime.format(micros);
        return null;
    }

    private static @Nullable Reject name(String name, JsonToken token, String text) {
        if (token != JsonToken.VALUE_STRING) {
            return wrongType(name, token, "a string");
        }
        return Names.isName(text)
                ? null
                : new Reject(
                        RejectReason.INVALID_NAME,
                        name + ": found " + Quote.of(text)
                                + ", expected 1 to 64 of A-Z a-z 0-9 _ . : + - starting with a letter, digit or _");
    }

    private @Nullable Reject number(String name, JsonToken token, String text, Role role, EventBatch batch) {
        if (!token.isNumeric()) {
            return wrongType(name, token, "a number");
        }
        double value = toDouble(text);
        if (!Double.isFinite(value)) {
            return new Reject(
                    RejectReason.NOT_FINITE, name + ": found " + Quote.of(text) + ", expected a finite number");
        }
        if (Math.abs(value) > Limits.MAX_GEV) {
            return new Reject(
                    RejectReason.OUT_OF_RANGE,
                    name + ": found " + Quote.of(text) + ", expected at most 1e9 GeV in magnitude");
        }
        int row = batch.size();
        switch (role) {
            case ENERGY -> batch.energy[row] = value;
            case MOMENTUM_X -> batch.momentumX[row] = value;
            case MOMENTUM_Y -> batch.momentumY[row] = value;
            case MOMENTUM_Z -> batch.momentumZ[row] = value;
            default -> throw new IllegalStateException("BUG: " + role + " is no number");
        }
        precision.add(value, text);
        return role == Role.ENERGY && value < 0
                ? new Reject(RejectReason.NEGATIVE_ENERGY, name + ": found " + Quote.of(text) + ", expected 0 or more")
                : null;
    }

    /** Java knows only some of the names under which the parser lets the non-finite numbers through. */
    private static double toDouble(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? Double.parseDouble(text) : Double.NaN;
    }

    private static @Nullable Reject label(String name, JsonToken token, EventBatch batch) {
        if (!token.isBoolean()) {
            return wrongType(name, token, "true or false");
        }
        batch.labelled[batch.size()] = token == JsonToken.VALUE_TRUE;
        return null;
    }

    private static Reject wrongType(String name, JsonToken token, String expected) {
        return new Reject(
                RejectReason.WRONG_TYPE, name + ": found " + JsonStructure.named(token) + ", expected " + expected);
    }

    /** The row as CSV: by now every field's text is free of commas, quotes and line ends. */
    private int writeText(EventBatch batch) {
        int length = structure.texts.length;
        for (String text : structure.texts) {
            length += text.length();
        }
        int at = batch.reserveText(length);
        for (int i = 0; i < structure.texts.length; i++) {
            if (i > 0) {
                batch.text[at++] = ',';
            }
            byte[] text = structure.texts[i].getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, batch.text, at, text.length);
            at += text.length;
        }
        return at;
    }
}
