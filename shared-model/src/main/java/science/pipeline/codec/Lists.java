package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Form;
import tools.jackson.core.JsonToken;

/** What is said of records whose list is none. */
final class Lists {

    private Lists() {}

    /** @param found in its place; null for nothing */
    static Reject missing(Form form, @Nullable JsonToken found) {
        if (found == null) {
            return new Reject(RejectReason.MISSING_FIELD, form.each() + ": found no such list");
        }
        return found == JsonToken.VALUE_NULL
                ? new Reject(RejectReason.NULL_FIELD, form.each() + ": found null")
                : new Reject(
                        RejectReason.WRONG_TYPE,
                        form.each() + ": found " + JsonStructure.named(found) + ", expected a list");
    }

    static Reject noObject(Form form, String found) {
        return new Reject(
                RejectReason.NOT_AN_OBJECT, form.each() + ": found " + found + " among its elements, expected objects");
    }
}
