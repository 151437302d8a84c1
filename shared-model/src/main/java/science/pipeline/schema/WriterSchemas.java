package science.pipeline.schema;

import org.jspecify.annotations.Nullable;

/** The Avro schemas that records name by an id. */
@FunctionalInterface
public interface WriterSchemas {

    /** Nobody knows any. */
    WriterSchemas NONE = id -> null;

    /**
     * The schema of an id.
     *
     * @return JSON, always the same for an id; null where the id is not known
     * @throws Away when that cannot be told now: the record is to be read again later
     */
    @Nullable String of(int id);

    /** Who knows the schemas is away, slow, or does not tell. */
    final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean isDenied;

        /**
         * @param isDenied whether it is there and does not tell us
         * @param sentence what was found, where, and what to do
         */
        public Away(boolean isDenied, String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
            this.isDenied = isDenied;
        }

        /** Whether somebody has to grant a right. */
        public boolean isDenied() {
            return isDenied;
        }
    }
}
