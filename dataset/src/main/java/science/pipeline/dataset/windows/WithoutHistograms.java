package science.pipeline.dataset.windows;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** Statistics of a window for a topic that does not take all of them. The file in the results folder has the rest. */
public final class WithoutHistograms {

    private WithoutHistograms() {}

    /** The same document without its histograms, and with a field that says so. */
    public static byte[] of(byte[] json) {
        ObjectNode window = (ObjectNode) StatisticsJson.MAPPER.readTree(json);
        window.remove("histograms");
        leaveOut(window);
        window.put("histograms_left_out", true);
        return StatisticsJson.MAPPER
                .writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsBytes(window);
    }

    private static void leaveOut(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("histogram");
        }
        node.forEach(WithoutHistograms::leaveOut);
    }
}
