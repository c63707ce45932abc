#include "object.h"

#include <algorithm>
#include <utility>

#include "environment.h"

namespace muzon::host {

Object::~Object() {
    for (Reference* reference : std::exchange(references_, {})) {
        reference->lose();
    }
    if (wrapped) {
        env_.finalizeLater(*wrapped);
    }
    for (const Finalizer& finalizer : finalizers) {
        env_.finalizeLater(finalizer);
    }
}

const Property* Object::find(const std::string& name) const {
    for (const Object* object = this; object != nullptr; object = object->prototype_.get()) {
        const auto found = object->properties_.find(name);
        if (found != object->properties_.end()) {
            return &found->second;
        }
    }
    return nullptr;
}

void Object::removeReference(Reference* reference) {
    references_.erase(std::remove(references_.begin(), references_.end(), reference), references_.end());
}

}  // namespace muzon::host
