// title: Functions that plug-ins brought
// returns: name
SHOW USER DEFINED FUNCTIONS YIELD name
RETURN name
