"""What a model card has to say, and the headings under which the field says it.

The headings are those of Model Cards for Model Reporting (Mitchell et al., FAT* 2019, https://arxiv.org/abs/1810.03993,
section 4), of the Hugging Face template and its annotated guide (https://huggingface.co/docs/hub/model-card-annotated),
of TensorFlow's Model Card Toolkit, and the wordings met in published cards.
"""

import re

from pytest_prodready.instruments.documents.headings import Topic

DESCRIPTION = Topic(
    about="the model",
    words=15,
    names=frozenset({"model details", "model description", "model overview", "model summary"}),
    whole=frozenset(
        {
            "description",
            "overview",
            "summary",
            "about",
            "about the model",
            "introduction",
            "details",
            "model",
            "what it is",
        }
    ),
)
USES = Topic(
    about="intended use",
    words=15,
    names=frozenset(
        {"intended use", "intended uses", "uses", "use", "direct use", "model use", "use cases", "intended use cases"}
        | {"primary intended uses", "intended users", "intended purpose", "purpose", "intended usage", "applications"}
    ),
)
TRAINING_DATA = Topic(
    about="training data",
    words=15,
    names=frozenset(
        {"training data", "training dataset", "training datasets", "training set", "train set", "train data"}
        | {"training corpus", "training and evaluation data", "data used for training"}
    ),
    broader=frozenset(
        {"data", "dataset", "datasets", "data sources", "data source", "data used", "source data"}
        | {"training details", "training", "training data and procedure"}
    ),
)
EVALUATION = Topic(
    about="evaluation",
    words=10,
    names=frozenset(
        {"evaluation", "evaluation results", "results", "performance", "metrics", "quantitative analyses"}
        | {"quantitative analysis", "performance metrics", "model performance", "evaluation metrics", "benchmarks"}
        | {"test results", "validation results", "evaluation and results", "testing", "disaggregated evaluation"}
    ),
    whole=frozenset({"validation", "how good it is", "measured quality", "quality"}),
)
LIMITATIONS = Topic(
    about="limitations",
    words=15,
    names=frozenset(
        {
            "limitations",
            "limitation",
            "caveats",
            "risks",
            "model limitations",
            "weaknesses",
            "known issues",
            "failure modes",
        }
        | {"caveats and recommendations", "out-of-scope limitations", "biases", "constraints", "technical limitations"}
    ),
)
GROUPS = Topic(
    about="groups and who is affected",
    words=10,
    names=frozenset(
        {
            "factors",
            "relevant factors",
            "evaluation factors",
            "groups",
            "subgroups",
            "subpopulations",
            "slices",
            "fairness",
        }
        | {
            "demographics",
            "disaggregated evaluation",
            "intersectional results",
            "demographic groups",
            "affected groups",
        }
        | {
            "people affected",
            "affected people",
            "who is affected",
            "segments",
            "cohorts",
            "fairness analysis",
            "slice analysis",
        }
        | {"results by group", "results per group", "performance by group", "performance across groups", "stakeholders"}
    ),
    whole=frozenset({"bias", "bias and fairness", "bias analysis", "fairness and bias"}),
    says=re.compile(
        r"\b(?:sub-?groups?|sub-?populations?|demographic\w*|gender|ethnic\w*|races?|age (?:groups?|bands?)|cohorts?|"
        r"(?:those|people|persons|customers|patients|users|who is|who are) affected|"
        r"does not (?:affect|concern|decide about) people|no (?:people|person|personal data))\b",
        re.IGNORECASE,
    ),
)
CONTACT = Topic(
    about="owner and contact",
    words=1,
    names=frozenset(
        {
            "contact",
            "contacts",
            "contact information",
            "contact details",
            "owner",
            "owners",
            "maintainer",
            "maintainers",
        }
        | {
            "model card contact",
            "model card authors",
            "model owner",
            "authors",
            "author",
            "feedback",
            "team",
            "support",
        }
        | {
            "developed by",
            "maintained by",
            "owned by",
            "where to send questions",
            "ownership",
            "responsible",
            "model contact",
        }
        | {
            "where to send questions or comments about the model",
            "questions or comments",
            "model authors",
            "developers",
        }
    ),
    says=re.compile(
        r"\b(?:developed|maintained|owned|released|created|built|published)\s+by\s+\w"
        r"|[\w.+-]+@[\w-]+\.[\w.]+|\b(?:contact|write to|ask)\s+@?\w",
        re.IGNORECASE,
    ),
)
TOPICS = (DESCRIPTION, USES, TRAINING_DATA, EVALUATION, LIMITATIONS, GROUPS, CONTACT)
