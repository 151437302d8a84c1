package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;

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
            save(entry.getValue(), out);
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
            where.put(in.readUTF(), loadCondition(in));
        }
        return new HistogramDefinition(name, quantity, scale, min, max, bins, where);
    }

    private static void save(Condition condition, DataOutput out) throws IOException {
        out.writeBoolean(condition instanceof Range);
        if (condition instanceof Range range) {
            out.writeDouble(range.min());
            out.writeDouble(range.max());
        } else if (condition instanceof OneOf oneOf) {
            out.writeInt(oneOf.values().size());
            for (String value : oneOf.values()) {
                out.writeUTF(value);
            }
        }
    }

    private static Condition loadCondition(DataInput in) throws IOException {
        if (in.readBoolean()) {
            return new Range(in.readDouble(), in.readDouble());
        }
        int size = in.readInt();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(in.readUTF());
        }
        return new OneOf(values);
    }
}
