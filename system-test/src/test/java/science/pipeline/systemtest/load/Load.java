package science.pipeline.systemtest.load;

/** Somebody who fills the topic while faults strike. */
public interface Load extends AutoCloseable {

    /** How many records the topic has got so far, as far as anyone has counted. */
    long sent();

    /** Sends no more, and returns when everything is acknowledged. */
    void finish();

    @Override
    void close();
}
