package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition;

/** The binary form of a definition: counts are of no use without what they count. */
final class SavedDefinition {

    private SavedDefinition() {}

    static void save(HistogramDefinition definition, DataOutput out) throws IOException {
        out.writeUTF(definition.name());
        out.writeUTF(definition.quantity());
        out.writeBoolean(definition.scale() == Scale.LOG);
        out.writeDouble(definition.min());
        out.writeDouble(definition.max());
        out.writeInt(definition.bins());
        out.writeInt(definition.where().size());
        for (Map.Entry<String, Condition> entry : definition.where().entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().save(out);
        }
    }

    static HistogramDefinition load(DataInput in) throws IOException {
        String name = in.readUTF();
        String quantity = in.readUTF();
        Scale scale = in.readBoolean() ? Scale.LOG : Scale.LINEAR;
        double min = in.readDouble();
        double max = in.readDouble();
        int bins = in.readInt();
        int conditions = in.readInt();
        Map<String, Condition> where = new LinkedHashMap<>();
        for (int i = 0; i < conditions; i++) {
            where.put(in.readUTF(), Condition.load(in));
        }
        return new HistogramDefinition(name, quantity, scale, min, max, bins, where);
    }
}
