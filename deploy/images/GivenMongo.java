// The MongoDB that MUZON_TEST_MONGO_URI names, for play.sh.
// usage: java -cp … GivenMongo.java primary           prints its address, HOST:PORT
//        java -cp … GivenMongo.java drop DATABASE...

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import java.util.Arrays;
import java.util.Objects;
import org.bson.Document;

void main(String[] words) {
    var uri = System.getenv("MUZON_TEST_MONGO_URI");
    try (var client = MongoClients.create(uri)) {
        if (words[0].equals("drop")) {
            Arrays.stream(words).skip(1).forEach(name -> client.getDatabase(name).drop());
            return;
        }
        var hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        var host = Objects.requireNonNullElseGet(
                hello.getString("primary"), () -> new ConnectionString(uri).getHosts().getFirst());
        System.out.println(host.contains(":") ? host : host + ":27017");
    }
}
