package science.pipeline.analysis.onnx;

/** A model that was read: numbers of an event in, one number out. Any thread. */
@FunctionalInterface
public interface Model {

    /** An evaluator for one thread. */
    Evaluator start();

    /** Reads a model. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param file the bytes of the file
         * @param output name of the output that is wanted; empty for the only one
         * @param inputs how many numbers an event has for it
         * @throws ModelFault if it is not taken
         */
        Model read(byte[] file, String output, int inputs);
    }
}
