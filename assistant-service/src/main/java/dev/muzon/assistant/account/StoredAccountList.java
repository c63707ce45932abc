package dev.muzon.assistant.account;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.runtime.store.StoredDocuments;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The list of accounts in MongoDB. */
@Repository
class StoredAccountList implements AccountList {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;

    StoredAccountList(MongoTemplate mongo, StoredDocuments stored) {
        this.mongo = mongo;
        this.stored = stored;
    }

    @Override
    public List<ListedAccount> all() {
        return stored.find(new Query().with(Sort.by("added", "_id")), ListedAccount.class);
    }

    @Override
    public void save(ListedAccount account) {
        mongo.save(account);
    }

    @Override
    public void remove(String id) {
        mongo.remove(query(where("_id").is(id)), ListedAccount.class);
    }
}
