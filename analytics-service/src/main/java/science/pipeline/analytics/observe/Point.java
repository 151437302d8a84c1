package science.pipeline.analytics.observe;

/**
 * One second of the page's charts.
 *
 * @param time milliseconds since 1970
 * @param in records a second that came to the topic
 * @param out records a second that were read
 * @param flagged events a second
 * @param rejected records a second
 * @param lag records that wait, -1 while unknown
 */
record Point(long time, double in, double out, double flagged, double rejected, long lag) {}
