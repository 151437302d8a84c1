/** What the job is measured beside. */
package science.pipeline.spark.plain;
