package science.pipeline.standalone;

import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.chassis.login.Login;
import science.pipeline.producer.ProducerProperties;

/** Refuses, before anything starts, services that everybody could come in to though nobody said that this is meant. */
final class Doors {

    Doors(AnalyticsProperties analytics, ProducerProperties producer, Login login) {
        analytics.frontDoor().check(login.enabled());
        producer.frontDoor().check(login.enabled());
    }
}
