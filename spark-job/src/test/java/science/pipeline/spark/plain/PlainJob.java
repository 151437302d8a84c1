package science.pipeline.spark.plain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.types.StructType;

/**
 * The job that one writes by hand, which the benchmark {@code spark} measures ours beside: {@code from_json}, a filter,
 * Parquet. No validation, detection, statistics or books. Prints how many records it has read, batch by batch.
 *
 * <p>Arguments: bootstrap servers, topic, folder, records a batch.
 */
public final class PlainJob {

    private static final double MIN_ENERGY_GEV = 100;

    private PlainJob() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("plain")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        spark.streams().addListener(new Count());
        Dataset<Row> records = spark.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", arguments[0])
                .option("subscribe", arguments[1])
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", arguments[3])
                .load();
        records.select(from_json(col("value").cast("string"), event()).as("event"))
                .select("event.*")
                .filter(col("energy_gev").geq(MIN_ENERGY_GEV))
                .writeStream()
                .format("parquet")
                .option("path", arguments[2])
                .option("checkpointLocation", arguments[2] + "-checkpoint")
                .start()
                .awaitTermination();
    }

    private static StructType event() {
        return new StructType()
                .add("event_id", "long")
                .add("timestamp", "timestamp")
                .add("particle_type", "string")
                .add("energy_gev", "double")
                .add("momentum_x", "double")
                .add("momentum_y", "double")
                .add("momentum_z", "double")
                .add("detector_id", "string")
                .add("is_anomaly", "boolean");
    }

    private static final class Count extends StreamingQueryListener {

        private static final long serialVersionUID = 1L;

        private long records;

        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            records += event.progress().numInputRows();
            System.out.println(records);
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
